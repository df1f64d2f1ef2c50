# Waits while it is loaded, which costs no CPU time.
import time

time.sleep(1000)
