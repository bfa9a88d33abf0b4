using System.Globalization;
using Funding.Domain;

namespace Funding.Host.Importing;

/// <summary>A row of an imported file, read by column name; what does not fit is noted and answered with nothing.</summary>
internal sealed class CsvRow(int line, IReadOnlyDictionary<string, string> fields)
{
    private readonly List<string> faults = [];

    /// <summary>Its line in the file, from 1.</summary>
    public int Line => line;

    /// <summary>What did not fit, in French.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>Its fields joined, by which two rows are the same.</summary>
    public string Content => string.Join('\u001f', fields.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key}={cell.Value}"));

    /// <summary>The text, or null when the field is empty or the column absent; as by HTTP, at most so many characters and none that PostgreSQL cannot keep.</summary>
    public string? Optional(string column, int most = 200)
    {
        if (!fields.TryGetValue(column, out var text) || string.IsNullOrWhiteSpace(text)) return null;
        if (text.Contains('\0', StringComparison.Ordinal)) Fault(column, "caractère interdit");
        else if (text.Length > most) Fault(column, string.Create(CultureInfo.InvariantCulture, $"{text.Length} caractères ; {most} au plus"));
        else return text;
        return null;
    }

    /// <summary>The text, which must be there.</summary>
    public string Text(string column, int most = 200)
    {
        var before = faults.Count;
        if (Optional(column, most) is { } text) return text;
        if (faults.Count == before) Fault(column, "valeur absente");
        return "";
    }

    /// <summary>An amount in euros with a decimal point.</summary>
    public Money? Money(string column)
    {
        if (Optional(column) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var euros)
            && decimal.Round(euros, 2) == euros && Math.Abs(euros) <= Domain.Money.MaxCents / 100m) return Domain.Money.Euros(euros);
        Fault(column, "montant en euros attendu, au plus deux décimales après un point");
        return null;
    }

    /// <summary>An amount that must be there.</summary>
    public Money RequiredMoney(string column)
    {
        Text(column);
        return Money(column) ?? default;
    }

    /// <summary>A whole number.</summary>
    public int? Whole(string column)
    {
        if (Optional(column) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Fault(column, "nombre entier attendu");
        return null;
    }

    /// <summary>A whole number that must be there.</summary>
    public int RequiredWhole(string column)
    {
        Text(column);
        return Whole(column) ?? 0;
    }

    /// <summary>A day, as YYYY-MM-DD.</summary>
    public DateOnly? Day(string column)
    {
        if (Optional(column) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(column, "date attendue sous la forme AAAA-MM-JJ");
        return null;
    }

    /// <summary>A UUID.</summary>
    public Guid? Id(string column)
    {
        if (Optional(column) is not { } text) return null;
        if (Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty) return id;
        Fault(column, "UUID attendu");
        return null;
    }

    /// <summary>Notes what is wrong with a column.</summary>
    public void Fault(string column, string reason) => faults.Add($"{column} : {reason}");
}
