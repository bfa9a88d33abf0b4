namespace Funding.Host.Reference;

/// <summary>The reference files that the build embeds under <c>Reference/</c>.</summary>
internal static class EmbeddedText
{
    /// <summary>The file as UTF-8 text.</summary>
    /// <exception cref="FileNotFoundException">No such file was embedded: a mistake in the build, not in the data.</exception>
    public static StreamReader Open(string file) =>
        new(typeof(EmbeddedText).Assembly.GetManifestResourceStream($"Reference/{file}")
            ?? throw new FileNotFoundException($"Reference/{file} is not embedded in this assembly."));

    /// <summary>The rows after the header, split at commas: for files without quotes.</summary>
    public static IEnumerable<string[]> Rows(string file)
    {
        using var reader = Open(file);
        reader.ReadLine();
        while (reader.ReadLine() is { } line) yield return line.Split(',');
    }
}
