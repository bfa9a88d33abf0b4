using System.Text;
using CsvHelper;

namespace Funding.Host.Importing;

/// <summary>Reads a CSV file (UTF-8, comma or semicolon, header line) strictly: what does not fit is told with its line, never read around.</summary>
internal static class CsvFile
{
    private const int LargestFile = 64 << 20;

    private static readonly CsvReaderOptions Strict = new()
    {
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        IncludeValuesInExceptions = false,
        Encoding = Encoding.UTF8,
    };

    /// <summary>The rows, and the bad rows that could not be read.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <param name="optional">Columns that may be.</param>
    public static (List<CsvRow> Rows, List<BadRow> Bad) Read(byte[] file, IReadOnlyCollection<string> required, IReadOnlyCollection<string> optional)
    {
        var (_, rows, bad) = Read(file, headers => [.. HeaderFaults(headers, required, optional), .. Twice(headers)]);
        return (rows, bad);
    }

    /// <summary>The columns, the rows, and what could not be read; columns at fault keep the rows from being read.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="faultsOf">What is wrong with the columns, in French.</param>
    public static (IReadOnlyList<string> Columns, List<CsvRow> Rows, List<BadRow> Bad) Read(byte[] file, Func<List<string>, IEnumerable<string>> faultsOf)
    {
        if (file.Length > LargestFile) return ([], [], [new BadRow(0, "Fichier trop grand (64 Mo au plus).")]);
        if (InvalidUtf8Line(file) is { } line) return ([], [], [new BadRow(line, "Le fichier n'est pas en UTF-8 : réenregistrez-le dans cet encodage.")]);
        if (IsBlank(file)) return ([], [], [new BadRow(1, "Le fichier est vide.")]);
        var (headers, rows, bad) = (new List<string>(), new List<CsvRow>(), new List<BadRow>());
        try
        {
            using var stream = new MemoryStream(file);
            using var csv = CsvReader.Create(stream, Strict, leaveOpen: false);
            csv.ReadHeader();
            headers.AddRange(csv.Headers ?? []);
            bad.AddRange(faultsOf(headers).Select(fault => new BadRow(1, fault)));
            while (bad.Count == 0 && csv.Read())
                rows.Add(new CsvRow((int)csv.LineNumber, headers.Select((header, i) => (header, Text: csv.GetString(i) ?? "")).ToDictionary(field => field.header, field => field.Text, StringComparer.Ordinal)));
        }
        catch (CsvFormatException malformed)
        {
            bad.Add(new BadRow((int)malformed.LineNumber, "Ligne mal formée : nombre de champs différent de l'en-tête, guillemet non fermé, ou fichier coupé."));
        }

        bad.AddRange(rows.GroupBy(row => row.Content).SelectMany(same => same.Skip(1).Select(again => new BadRow(again.Line, $"Ligne identique à la ligne {same.First().Line}."))));
        return (headers, rows, bad);
    }

    /// <summary>Columns that a row could not be read by.</summary>
    public static IEnumerable<string> Twice(IReadOnlyCollection<string> headers)
        => headers.GroupBy(header => header, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(twice => $"Colonne en double : {twice.Key}.");

    private static IEnumerable<string> HeaderFaults(List<string> headers, IReadOnlyCollection<string> required, IReadOnlyCollection<string> optional)
    {
        foreach (var missing in required.Except(headers)) yield return $"Colonne absente : {missing}.";
        foreach (var unknown in headers.Except(required).Except(optional)) yield return $"Colonne inconnue : {unknown}. Colonnes : {string.Join(", ", required.Concat(optional))}.";
    }

    private static bool IsBlank(ReadOnlySpan<byte> file) => Encoding.UTF8.GetString(file).Trim('\uFEFF', ' ', '\t', '\r', '\n').Length == 0;

    private static int? InvalidUtf8Line(byte[] file)
    {
        try
        {
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetCharCount(file);
            return null;
        }
        catch (DecoderFallbackException invalid)
        {
            return 1 + file.AsSpan(0, Math.Clamp(invalid.Index, 0, file.Length)).Count((byte)'\n');
        }
    }
}
