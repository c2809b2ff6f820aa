"""What takes a limit back, in whole or for some: exceptions, waivers, other ways to be admitted."""
