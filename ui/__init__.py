"""Pages and the widgets they share; everything a reader sees is Vietnamese."""
