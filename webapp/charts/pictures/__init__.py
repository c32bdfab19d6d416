"""Pictures of charts: whole drawings to be sent, printed and kept, as SVG and PNG.

They are drawn from the same descriptions as the charts of pages. `lettering` knows how wide text
is, `sheet` holds what is drawn, `frame` lays out what every picture has, `plots` and what stands
beside it draw each kind of chart.
"""
