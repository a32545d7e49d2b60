"""The parts that the fixtures are put together from."""

import base64
import io
import json

from PIL import Image

FIXTURES = []


def fixture(function):
    FIXTURES.append(function)
    return function


def markdown(*lines, **more):
    return {"cell_type": "markdown", "metadata": {}, "source": "\n".join(lines), **more}


def code(source, *outputs, count=None, **metadata):
    return {"cell_type": "code", "execution_count": count, "metadata": metadata, "outputs": list(outputs), "source": source}


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def display(data, metadata=None):
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def error(ename, evalue, traceback):
    return {"output_type": "error", "ename": ename, "evalue": evalue, "traceback": traceback}


def notebook(cells, major=4, minor=5, **metadata):
    for number, cell in enumerate(cells, 1):
        if minor >= 5:
            cell.setdefault("id", f"cell-{number}")
    metadata.setdefault("kernelspec", {"name": "python3", "display_name": "Python 3", "language": "python"})
    return {"cells": cells, "metadata": metadata, "nbformat": major, "nbformat_minor": minor}


def written(value):
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def picture(format, colour="teal", **options):
    buffer = io.BytesIO()
    Image.new("RGB", (12, 8), colour).save(buffer, format=format, **options)
    return base64.b64encode(buffer.getvalue()).decode()


def moving_gif():
    buffer = io.BytesIO()
    frames = [Image.new("P", (6, 6), colour) for colour in (1, 2, 3)]
    frames[0].save(buffer, format="GIF", save_all=True, append_images=frames[1:], duration=200, loop=0)
    return base64.b64encode(buffer.getvalue()).decode()


PNG = picture("PNG")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="teal"/></svg>'
