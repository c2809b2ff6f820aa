"""What happened or was given to a patient, and when: windows of time, earlier treatment, its lines."""
