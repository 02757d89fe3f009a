"""Reading a commune's workbook: pure, no Django, no database, no clock."""
