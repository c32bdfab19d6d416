"""Parts of a version on other machines: the same measures, where the parts are, by Dask.

The only package that knows Dask, which is installed with `pip install 'dateline[cluster]'`.
"""
