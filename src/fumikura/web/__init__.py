"""The page in the browser: the same searches as on the command line, as HTML that needs no script, and as JSON.

`app` puts routes together, `serving` listens. A request is answered by an `IndexWorker`, a thread with its own index.
`pages/` has a module a page, `api` the same answers as the command line writes them, `openapi` what that looks like.
"""
