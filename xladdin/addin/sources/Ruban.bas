Attribute VB_Name = "Ruban"
Option Explicit

Private mRuban As IRibbonUI

' Excel donne ici le ruban ; il faut le garder pour pouvoir le rafraîchir.
Public Sub RubanCharge(ribbon As IRibbonUI)
    Set mRuban = ribbon
End Sub

Public Sub ClasseurOuvert(control As IRibbonControl, ByRef enabled)
    enabled = Not ActiveWorkbook Is Nothing
End Sub

' Appelée quand un classeur s'ouvre ou se ferme. Une erreur de VBA ailleurs fait perdre le ruban :
' les boutons restent alors actifs, et Executer vérifie lui-même.
Public Sub RafraichirRuban()
    If Not mRuban Is Nothing Then mRuban.Invalidate
End Sub

Public Sub Executer(commande As String)
    If ActiveWorkbook Is Nothing Then
        MsgBox "Ouvrez d’abord un classeur.", vbExclamation, PROJECT_NAME
    Else
        RunPython commande
    End If
End Sub

' xlwings passe par le classeur actif : sans classeur, un vide en tient lieu, que l'on referme.
Public Sub ExecuterPartout(commande As String)
    Dim provisoire As Workbook
    If ActiveWorkbook Is Nothing Then Set provisoire = Workbooks.Add
    RunPython commande
    If Not provisoire Is Nothing Then
        If provisoire.Saved Then provisoire.Close False
    End If
End Sub

' Sans Python : c'est ce que l'on regarde quand Python ne répond pas.
Public Sub MontrerAPropos()
    MsgBox TexteAPropos(), vbInformation, PROJECT_NAME
End Sub

Public Function TexteAPropos() As String
    Dim interpreteur As String
    #If Mac Then
        interpreteur = GetConfig("INTERPRETER_MAC", "")
    #Else
        interpreteur = GetConfig("INTERPRETER_WIN", "")
    #End If
    If interpreteur = "" Then interpreteur = "non indiqué : lancez « xladdin complement installer »"
    TexteAPropos = "Recouvrement (xladdin) @VERSION@" & vbNewLine & _
        "xlwings " & XLWINGS_VERSION & vbNewLine & _
        "Python : " & interpreteur & vbNewLine & _
        "Complément : " & ThisWorkbook.FullName
End Function
