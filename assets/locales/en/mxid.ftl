minutes = min
