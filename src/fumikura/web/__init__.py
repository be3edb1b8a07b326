"""The pages in the browser: the searches of the command line as HTML without scripts, and as JSON.

`app` puts routes together, `serving` listens. A request is answered by an `IndexWorker`, a thread with its own index.
`pages/` has a module a page, `api` the same answers as the command line writes them, `openapi` what that looks like.
"""
