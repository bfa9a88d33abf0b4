namespace Funding.Engine.Reading;

/// <summary>When the record begins.</summary>
public interface IRecordBeginning
{
    /// <summary>When the first event of the ledger was known (UTC); null while there is none.</summary>
    ValueTask<DateTimeOffset?> FindAsync(CancellationToken cancellation);
}
