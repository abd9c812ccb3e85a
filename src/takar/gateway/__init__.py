"""The exam server and, in client/, the exam client. Knows neither keys nor scores rules nor Django."""
