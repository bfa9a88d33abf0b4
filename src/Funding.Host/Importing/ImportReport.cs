using System.Text.Json.Serialization;

namespace Funding.Host.Importing;

/// <summary>A row that cannot be imported.</summary>
/// <param name="Line">Its line in the file, from 1; 0 for the file as a whole.</param>
/// <param name="Reason">Why, in French.</param>
/// <param name="Problem">For an act, the problem type that HTTP would answer with; else null.</param>
public sealed record BadRow(int Line, string Reason, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem = null);

/// <summary>What an import did. With any bad row it did nothing at all.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Stored">Rows that changed something.</param>
/// <param name="Unchanged">Rows that were already so.</param>
/// <param name="Bad">Bad rows, in order of line.</param>
public sealed record ImportReport(int Rows, int Stored, int Unchanged, IReadOnlyList<BadRow> Bad);
