"""Runs one process of the test homeserver, for as long as the tests live.

    start.py synapse CONFIG            Synapse
    start.py sydent CONFIG GATEWAY     Sydent, texting through the SMS gateway at the URL GATEWAY

Standard input is a pipe whose other end the tests hold. When it closes, however the tests ended, so does
the process: none is left behind.
"""

import os
import sys
import threading


def end_with_the_tests():
    os.read(0, 1)
    os._exit(0)


def main():
    threading.Thread(target=end_with_the_tests, daemon=True).start()
    server, config = sys.argv[1:3]
    if server == "synapse":
        from synapse.app import homeserver

        sys.argv[1:] = ["--config-path", config]
        homeserver.main()
    else:
        from sydent import sydent
        from sydent.sms import openmarket

        # The only way: Sydent has no setting for it.
        openmarket.API_BASE_URL = sys.argv[3]
        os.environ["SYDENT_CONF"] = config
        sydent.main()


main()
