"""The Francetest case of August 2021 as a demonstration, re-dated when asked."""
