"""What a patient has or has not: diseases, infections, pregnancy, grades of toxicity."""
