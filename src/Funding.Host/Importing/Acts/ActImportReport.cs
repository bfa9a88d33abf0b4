namespace Funding.Host.Importing.Acts;

/// <summary>What an import of acts did: every line is stored, already so, or bad.</summary>
/// <param name="Rows">Lines read.</param>
/// <param name="Stored">Acts that changed something.</param>
/// <param name="Unchanged">Acts that were already so, or already imported.</param>
/// <param name="CorrelationId">That of every event which the import stored.</param>
/// <param name="Bad">Bad lines, in their order.</param>
public sealed record ActImportReport(int Rows, int Stored, int Unchanged, Guid CorrelationId, IReadOnlyList<BadRow> Bad);
