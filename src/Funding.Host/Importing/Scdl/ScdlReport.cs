using System.Text.Json.Serialization;

namespace Funding.Host.Importing.Scdl;

/// <summary>What is wrong with a published file, or to be known of it.</summary>
/// <param name="Line">Its line in the file, from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column, or null for a row or the file.</param>
/// <param name="Reason">Why, in French.</param>
/// <param name="Problem">The problem type of the rule that refuses the row; null when the file itself is at fault.</param>
internal sealed record ScdlFinding(
    int Line, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Column, string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem = null)
{
    /// <summary>In one line of French.</summary>
    public string Text => Column is null ? Reason : $"{Column} : {Reason}";
}

/// <summary>What an import of a published file did.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Stored">Rows that became grants.</param>
/// <param name="Unchanged">Rows that the record holds already.</param>
/// <param name="Others">Rows whose beneficiary is no CPTS of the record.</param>
/// <param name="Bad">Faults and refusals, in order of line.</param>
/// <param name="Remarks">What is no fault by the schema and worth a look.</param>
internal sealed record ScdlReport(int Rows, int Stored, int Unchanged, int Others, IReadOnlyList<ScdlFinding> Bad, IReadOnlyList<ScdlFinding> Remarks);
