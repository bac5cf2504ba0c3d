"""A program in a pseudo-terminal, driven by keys and read off its screen. What the two benchmarks from outside share."""
import fcntl, os, pty, re, select, signal, struct, sys, termios, time


class Run:
    """A program in a pseudo-terminal of 80x24."""

    def __init__(self, *command):
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", TZ="UTC")
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execv(command[0], command)
        self.cells, self.row, self.column = {}, 0, 0

    def read(self, seconds):
        """Whatever comes within the time."""
        end, got = time.perf_counter() + seconds, b""
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                try:
                    got += os.read(self.fd, 65536)
                except OSError:
                    break
        self.draw(got)
        return got

    def draw(self, data):
        """Draws what came. Both programs only place the cursor, write, and clear everything."""
        text = data.decode(errors="ignore")
        for part in re.findall(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b.|[^\x1b]+", text):
            if place := re.fullmatch(r"\x1b\[(\d*);?(\d*)H", part):
                self.row, self.column = (int(n or 1) - 1 for n in place.groups())
            elif re.fullmatch(r"\x1b\[2?J", part):
                self.cells = {}
            elif part[0] != "\x1b":
                for letter in part:
                    self.cells[self.row, self.column] = letter
                    self.column += 1

    def screen(self):
        return "\n".join("".join(self.cells.get((y, x), " ") for x in range(80)) for y in range(24))

    def wait(self, text, seconds=20):
        """Reads until the text stands on the screen; gives the time since the start."""
        end = time.perf_counter() + seconds
        while text not in self.screen():
            if time.perf_counter() > end:
                sys.exit(f"{text!r} did not appear:\n{self.screen()}")
            if select.select([self.fd], [], [], 0.5)[0]:
                self.draw(os.read(self.fd, 65536))
        return time.perf_counter() - self.begun

    def type(self, keys, text=None):
        """Presses keys, then waits for a text that they lead to."""
        os.write(self.fd, keys.encode())
        return self.wait(text) if text else None

    def status(self, name):
        with open(f"/proc/{self.pid}/status") as f:
            return next(int(line.split()[1]) for line in f if line.startswith(name + ":"))

    def wakeups(self):
        """How often its threads gave the processor up by themselves so far, by thread."""
        total = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/status") as f:
                total += next(int(line.split()[1]) for line in f if line.startswith("voluntary_ctxt_switches"))
        return total

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)
