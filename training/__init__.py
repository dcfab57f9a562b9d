"""For workshops: how an answer comes about, question sets, quizzes and the words of plans explained."""
