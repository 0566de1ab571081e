Option Explicit

Private WithEvents mExcel As Application

Private Sub Workbook_Open()
    Set mExcel = Application
    ' Plus tard, quand Excel a ouvert son premier classeur.
    Application.OnTime Now, "'" & ThisWorkbook.Name & "'!AideDesFonctions"
End Sub

Private Sub mExcel_WorkbookActivate(ByVal Wb As Workbook)
    RafraichirRuban
End Sub

' Le classeur qui se ferme est encore là : le ruban se rafraîchit une fois qu'il est parti.
Private Sub mExcel_WorkbookDeactivate(ByVal Wb As Workbook)
    Application.OnTime Now, "'" & ThisWorkbook.Name & "'!RafraichirRuban"
End Sub
