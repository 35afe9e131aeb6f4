"""The words around a course: all that learners read on the site and in notebooks but for the course itself."""
