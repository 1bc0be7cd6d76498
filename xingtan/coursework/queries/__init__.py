"""What can be asked of coursework."""
