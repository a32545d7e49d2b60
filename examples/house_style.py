"""The look of the example reports: one chart style, and pictures that are small, sharp and described."""

import io

import matplotlib.pyplot as plt
from IPython.display import Image, display
from PIL import Image as Raster

INK, MUTED, GRID = "#1f2933", "#616e7c", "#e4e7eb"
BLUE, ORANGE, TEAL, RED = "#2563a8", "#d9730d", "#0f766e", "#b4232a"

plt.rcParams.update(
    {
        "figure.dpi": 80,
        "font.family": "DejaVu Sans",
        "font.size": 9.5,
        "text.color": INK,
        "axes.edgecolor": MUTED,
        "axes.labelcolor": MUTED,
        "axes.titlesize": 11.5,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlepad": 12,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "grid.color": GRID,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "legend.frameon": False,
    }
)


def show(figure, alt):
    """Displays `figure` at twice the screen's resolution in 64 colours, with `alt` as its description."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=160, bbox_inches="tight", metadata={"Software": None})
    plt.close(figure)
    picture = Raster.open(buffer).convert("RGB").quantize(64, dither=Raster.Dither.NONE)
    packed = io.BytesIO()
    picture.save(packed, format="png", optimize=True)
    width, height = (side // 2 for side in picture.size)
    display(Image(data=packed.getvalue(), format="png", width=width, height=height, alt=alt))
