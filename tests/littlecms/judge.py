"""Converts colours by LittleCMS, and says how far away others are.

Reads one JSON object from standard input and writes one to standard output; bytes are base64.
  {"do": "read", "file": path}
    -> {"icc": bytes or null, "channels": 1, 3 or 4, "samples": bytes}; CMYK as ink, 255 is all of it
  {"do": "judge", "icc": bytes, "channels": 1, 3 or 4, "samples": bytes, "ours": bytes of gray or RGB}
    -> {"mean": ΔE2000, "most": ΔE2000 at 99.9 %, "worst": [ΔE2000, sample, theirs, ours]}
  {"do": "formula"}
    -> {"apart": the largest error of our ΔE2000 over the pairs of its authors}
"""

import base64
import io
import json
import sys

import numpy as np
from PIL import Image, ImageCms

# G. Sharma, W. Wu and E. N. Dalal, The CIEDE2000 color-difference formula, 2005, table 1.
PAIRS = """
50 2.6772 -79.7751 50 0 -82.7485 2.0425
50 3.1571 -77.2803 50 0 -82.7485 2.8615
50 2.8361 -74.0200 50 0 -82.7485 3.4412
50 -1.3802 -84.2814 50 0 -82.7485 1.0000
50 -1.1848 -84.8006 50 0 -82.7485 1.0000
50 -0.9009 -85.5211 50 0 -82.7485 1.0000
50 0 0 50 -1 2 2.3669
50 -1 2 50 0 0 2.3669
50 2.4900 -0.0010 50 -2.4900 0.0009 7.1792
50 2.4900 -0.0010 50 -2.4900 0.0010 7.1792
50 2.4900 -0.0010 50 -2.4900 0.0011 7.2195
50 2.4900 -0.0010 50 -2.4900 0.0012 7.2195
50 -0.0010 2.4900 50 0.0009 -2.4900 4.8045
50 -0.0010 2.4900 50 0.0010 -2.4900 4.8045
50 -0.0010 2.4900 50 0.0011 -2.4900 4.7461
50 2.5 0 50 0 -2.5 4.3065
50 2.5 0 73 25 -18 27.1492
50 2.5 0 61 -5 29 22.8977
50 2.5 0 56 -27 -3 31.9030
50 2.5 0 58 24 15 19.4535
50 2.5 0 50 3.1736 0.5854 1.0000
50 2.5 0 50 3.2972 0 1.0000
50 2.5 0 50 1.8634 0.5757 1.0000
50 2.5 0 50 3.2592 0.3350 1.0000
60.2574 -34.0099 36.2677 60.4626 -34.1751 39.4387 1.2644
63.0109 -31.0961 -5.8663 62.8187 -29.7946 -4.0864 1.2630
61.2901 3.7196 -5.3901 61.4292 2.2480 -4.9620 1.8731
35.0831 -44.1164 3.7933 35.0232 -40.0716 1.5901 1.8645
22.7233 20.0904 -46.6940 23.0331 14.9730 -42.5619 2.0373
36.4612 47.8580 18.3852 36.2715 50.5065 21.2231 1.4146
90.8027 -2.0831 1.4410 91.1528 -1.6435 0.0447 1.4441
90.9257 -0.5406 -0.9208 88.6381 -0.8985 -0.7239 1.5381
6.7747 -0.2908 -2.4247 5.8714 -0.0985 -2.2286 0.6377
2.0776 0.0795 -1.1350 0.9033 -0.0636 -0.5514 0.9082
"""

# A picture is judged by about so many of its pixels.
PIXELS = 200_000
MODES = {1: "L", 3: "RGB", 4: "CMYK"}


def delta_e(one, other):
    """ΔE2000 of rows of L*, a* and b*."""
    l1, a1, b1 = one.T
    l2, a2, b2 = other.T
    seventh = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(seventh / (seventh + 25.0**7))
    c1, c2 = np.hypot(stretch * a1, b1), np.hypot(stretch * a2, b2)
    h1 = np.degrees(np.arctan2(b1, stretch * a1)) % 360
    h2 = np.degrees(np.arctan2(b2, stretch * a2)) % 360
    gray = c1 * c2 == 0
    turn = h2 - h1
    turn = np.where(turn > 180, turn - 360, np.where(turn < -180, turn + 360, turn))
    hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(np.where(gray, 0, turn)) / 2)
    both = h1 + h2
    far = np.abs(h1 - h2) > 180
    middle = np.where(far, np.where(both < 360, both + 360, both - 360), both) / 2
    middle = np.where(gray, both, middle)
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    cosine = lambda factor, offset: np.cos(np.radians(factor * middle + offset))
    t = 1 - 0.17 * cosine(1, -30) + 0.24 * cosine(2, 0) + 0.32 * cosine(3, 6) - 0.2 * cosine(4, -63)
    bend = 60 * np.exp(-(((middle - 275) / 25) ** 2))
    rotation = -np.sin(np.radians(bend)) * 2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    around = (lightness - 50) ** 2
    parts = [
        (l2 - l1) / (1 + 0.015 * around / np.sqrt(20 + around)),
        (c2 - c1) / (1 + 0.045 * chroma),
        hue / (1 + 0.015 * chroma * t),
    ]
    return np.sqrt(parts[0] ** 2 + parts[1] ** 2 + parts[2] ** 2 + rotation * parts[1] * parts[2])


def lab(levels):
    """Levels of sRGB under its own white, D65 (IEC 61966-2-1; CIE 15)."""
    value = levels / 255
    light = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    part = light @ matrix.T / matrix.sum(axis=1)
    root = np.where(part > (6 / 29) ** 3, np.cbrt(part), part * 841 / 108 + 4 / 29)
    x, y, z = root.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def formula(_):
    rows = np.array([line.split() for line in PAIRS.split("\n") if line], dtype=float)
    return {"apart": float(np.abs(delta_e(rows[:, :3], rows[:, 3:6]) - rows[:, 6]).max())}


def read(question):
    with Image.open(question["file"]) as picture:
        icc = picture.info.get("icc_profile")
        if picture.mode not in MODES.values():
            picture = picture.convert("RGB")
        pixels = np.asarray(picture)
        channels = 1 if pixels.ndim == 2 else pixels.shape[2]
        pixels = pixels.reshape(-1, channels)
        pixels = pixels[:: max(1, len(pixels) // PIXELS)]
    return {"icc": text(icc) if icc else None, "channels": channels, "samples": text(pixels.tobytes())}


def judge(question):
    channels = question["channels"]
    samples = np.frombuffer(base64.b64decode(question["samples"]), np.uint8)
    count = len(samples) // channels
    picture = Image.frombytes(MODES[channels], (count, 1), samples.tobytes())
    transform = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(base64.b64decode(question["icc"]))),
        ImageCms.createProfile("sRGB"),
        picture.mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        # Stage by stage: what LittleCMS would work out beforehand is another's rounding.
        ImageCms.Flags.NOOPTIMIZE | ImageCms.Flags.NOCACHE,
    )
    theirs = np.asarray(ImageCms.applyTransform(picture, transform)).reshape(-1, 3)
    ours = np.frombuffer(base64.b64decode(question["ours"]), np.uint8).reshape(count, -1)
    ours = np.repeat(ours, 3, axis=1) if ours.shape[1] == 1 else ours
    apart = delta_e(lab(theirs.astype(float)), lab(ours.astype(float)))
    worst = int(apart.argmax())
    sample = samples.reshape(count, channels)[worst]
    return {
        "mean": float(apart.mean()),
        "most": float(np.quantile(apart, 0.999)),
        "worst": [float(apart[worst]), sample.tolist(), theirs[worst].tolist(), ours[worst].tolist()],
    }


def text(data):
    return base64.b64encode(data).decode()


question = json.load(sys.stdin)
print(json.dumps({"read": read, "judge": judge, "formula": formula}[question["do"]](question)))
