namespace Funding.Engine.Reading;

/// <summary>That a dossier changed: who looks at it may look again. Nothing of what changed.</summary>
/// <param name="Position">Ledger position of the event that changed it.</param>
/// <param name="Id">The CPTS.</param>
/// <param name="RegionCode">INSEE code.</param>
/// <param name="DepartmentCode">INSEE code.</param>
/// <param name="Version">The version of its stream that the event made.</param>
public sealed record DossierChange(long Position, Guid Id, string RegionCode, string DepartmentCode, long Version);

/// <summary>Tells which dossiers changed lately. Nothing here knows who asks: scope is the caller's business.</summary>
public interface IChanges
{
    /// <summary>The last position of the ledger; 0 when it is empty.</summary>
    Task<long> EndAsync(CancellationToken cancellation);

    /// <summary>The changes after a position, earliest first, a thousand at most; each dossier once, by its last event.</summary>
    Task<IReadOnlyList<DossierChange>> AfterAsync(long position, CancellationToken cancellation);
}
