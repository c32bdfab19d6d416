"""Floor 5: a result to one chart description, and that to SVG shapes or a Plotly figure."""
