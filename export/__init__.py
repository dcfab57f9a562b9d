"""What readers take away: rows and answers -> bytes of .xlsx, .docx and .ics; nothing here touches disk."""
