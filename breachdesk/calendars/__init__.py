"""A private iCalendar feed of deadlines for each person."""
