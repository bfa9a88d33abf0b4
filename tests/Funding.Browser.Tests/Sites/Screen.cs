namespace Funding.Browser.Tests.Sites;

/// <summary>What the site is looked at with.</summary>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Script">Whether JavaScript runs: everything has to work without.</param>
public sealed record Screen(int Width, bool Script)
{
    /// <summary>A desk.</summary>
    public const int Wide = 1280;

    /// <summary>A telephone.</summary>
    public const int Narrow = 390;

    /// <summary>Of what is seen without scrolling.</summary>
    public int Height => Width == Narrow ? 844 : 800;

    /// <summary>In words, for what is named after the screen that it was made at.</summary>
    public string Name => $"{(Width == Narrow ? "téléphone" : "bureau")} {(Script ? "avec" : "sans")} script";

    /// <summary>Each of these on both widths, with and without JavaScript.</summary>
    public static TheoryData<string, int, bool> OnAll(IEnumerable<string> cases) => On(cases, [(Wide, true), (Wide, false), (Narrow, true), (Narrow, false)]);

    /// <summary>Each of these on the two screens that have least in common, where all four would tell hardly more.</summary>
    public static TheoryData<string, int, bool> OnTwo(IEnumerable<string> cases) => On(cases, [(Wide, true), (Narrow, false)]);

    private static TheoryData<string, int, bool> On(IEnumerable<string> cases, (int Width, bool Script)[] screens)
    {
        var data = new TheoryData<string, int, bool>();
        foreach (var one in cases)
            foreach (var (width, script) in screens) data.Add(one, width, script);
        return data;
    }
}
