"""Where a plan matches in one passage, whatever engine found it."""
