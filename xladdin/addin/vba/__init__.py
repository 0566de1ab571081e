"""A VBA project from text: the bytes of ``vbaProject.bin``, written without Excel."""
