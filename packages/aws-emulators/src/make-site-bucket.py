"""Makes the bucket for the web app, when the emulator of compose.aws.yaml is ready. The environment names it."""

import os
from urllib.request import Request, urlopen

address = f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}/{os.environ['SITE_BUCKET']}"
urlopen(Request(address, method="PUT"), timeout=5)
