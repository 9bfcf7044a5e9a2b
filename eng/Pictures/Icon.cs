using System.Numerics;

/// <summary>The packages' icon: layers of a network, joined, on a rounded square.</summary>
internal static class Icon
{
    private const int Size = 256, Samples = 4;

    private static readonly Vector3 top = Color(0x2B5BB8), bottom = Color(0x16305F), edge = Color(0x9DBBF2), node = Color(0xFFFFFF),
        last = Color(0xFFB238);

    // The network's nodes, layer by layer, in pixels.
    private static readonly Vector2[][] layers =
    [
        [new(56, 76), new(56, 128), new(56, 180)],
        [new(128, 58), new(128, 128), new(128, 198)],
        [new(200, 128)],
    ];

    /// <summary>The bytes of a PNG file.</summary>
    public static byte[] Draw()
    {
        var pixels = new byte[Size * Size * 4];
        for (int y = 0; y < Size; y++)
            for (int x = 0; x < Size; x++)
            {
                // The mean of some points in the pixel, each wholly of one color.
                Vector3 sum = default;
                int covered = 0;
                for (int sample = 0; sample < Samples * Samples; sample++)
                {
                    var place = new Vector2(x + (sample % Samples + 0.5f) / Samples, y + (sample / Samples + 0.5f) / Samples);
                    if (At(place) is not { } color) continue;
                    sum += color;
                    covered++;
                }
                if (covered == 0) continue;
                int pixel = 4 * (y * Size + x);
                for (int channel = 0; channel < 3; channel++) pixels[pixel + channel] = (byte)MathF.Round(sum[channel] / covered);
                pixels[pixel + 3] = (byte)(255 * covered / (Samples * Samples));
            }
        return Png.Write(pixels, Size, Size);
    }

    /// <summary>The color of a point; none outside of the square.</summary>
    private static Vector3? At(Vector2 place)
    {
        const float Half = 120, Corner = 44;
        Vector2 outside = Vector2.Max(Vector2.Abs(place - new Vector2(Size / 2)) - new Vector2(Half - Corner), Vector2.Zero);
        if (outside.Length() > Corner) return null;

        if (layers[2].Any(center => Vector2.Distance(place, center) < 20)) return last;
        if (layers.Take(2).Any(layer => layer.Any(center => Vector2.Distance(place, center) < 15))) return node;
        for (int layer = 0; layer + 1 < layers.Length; layer++)
            foreach (Vector2 from in layers[layer])
                if (layers[layer + 1].Any(to => Distance(place, from, to) < 2.5f)) return edge;
        return Vector3.Lerp(top, bottom, place.Y / Size);
    }

    /// <summary>From a point to a line's nearest.</summary>
    private static float Distance(Vector2 place, Vector2 from, Vector2 to)
    {
        Vector2 along = to - from;
        float t = Math.Clamp(Vector2.Dot(place - from, along) / along.LengthSquared(), 0, 1);
        return Vector2.Distance(place, from + t * along);
    }

    private static Vector3 Color(int rgb) => new(rgb >> 16, rgb >> 8 & 255, rgb & 255);
}
