"""French accounts receivable in Excel: balance âgée, échéancier, recouvrement, lettres de relance."""
