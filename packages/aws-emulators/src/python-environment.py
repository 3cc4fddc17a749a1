"""Makes a virtual environment of the packages in a requirements file, once, and prints the path of its Python.

Usage: python-environment.py FOLDER REQUIREMENTS

FOLDER gets one environment for each content of REQUIREMENTS. The system frees the lock when its holder ends, however it
ends, and an environment gets its name only when it is whole.
"""

import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import venv

folder, requirements = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
version = "{}.{}".format(*sys.version_info)
name = hashlib.sha256(requirements.read_bytes() + version.encode()).hexdigest()[:16]
environment, unfinished = folder / name, folder / f"{name}.unfinished"

folder.mkdir(parents=True, exist_ok=True)
with open(folder / "lock", "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    if not environment.exists():
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            venv.create(unfinished, with_pip=True)
        except subprocess.CalledProcessError:
            sys.exit("Python makes no virtual environment: its package venv may be missing")
        pip = [unfinished / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
        install = ["install", "--require-hashes", "--only-binary", ":all:", "--requirement", requirements]
        # pip says what is wrong.
        if subprocess.run([*pip, *install], stdout=sys.stderr).returncode != 0:
            sys.exit(1)
        os.rename(unfinished, environment)
print(environment / "bin" / "python")
