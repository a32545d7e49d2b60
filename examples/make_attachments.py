"""Draw the picture that the notes carry as an attachment."""

from pathlib import Path

import matplotlib.pyplot as plt
from PIL import Image

HERE = Path(__file__).resolve().parent
BOXES = [
    (0.00, 0.62, "National accounts", "output $Y_t$, index", "#2563a8"),
    (0.00, 0.08, "Household surveys", "hours $H_t$, index", "#0f766e"),
    (0.37, 0.35, "Quotient", "$P_t = Y_t / H_t$", "#7c3aed"),
    (0.74, 0.35, "Published value", "$g_t$, percent a year", "#d9730d"),
]

figure, axes = plt.subplots(figsize=(7.2, 2.3))
axes.set(xlim=(0, 1), ylim=(0, 1))
axes.axis("off")
for x, y, title, detail, colour in BOXES:
    axes.add_patch(plt.Rectangle((x, y), 0.26, 0.32, facecolor=colour, alpha=0.10, lw=0))
    axes.add_patch(plt.Rectangle((x, y), 0.008, 0.32, facecolor=colour, lw=0))
    axes.text(x + 0.025, y + 0.21, title, va="center", fontsize=8.5, weight="bold", color="#1f2933")
    axes.text(x + 0.025, y + 0.065, detail, va="center", fontsize=8, color="#616e7c")
for start, end in [((0.27, 0.78), (0.36, 0.58)), ((0.27, 0.24), (0.36, 0.44)), ((0.64, 0.51), (0.73, 0.51))]:
    axes.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": "#616e7c", "lw": 1.1})
target = HERE / "attachments" / "from-surveys-to-series.png"
figure.savefig(target, dpi=150, bbox_inches="tight", metadata={"Software": None})
Image.open(target).convert("RGB").quantize(48, dither=Image.Dither.NONE).save(target, optimize=True)
