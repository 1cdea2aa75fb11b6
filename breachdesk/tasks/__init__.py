"""Work that takes longer than a page may: done by workers, seen and cancelled by people."""
