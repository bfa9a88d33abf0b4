namespace Funding.Engine.Reading;

/// <summary>A CPTS as lists name it.</summary>
/// <param name="Name">Its name of today, whatever moment is asked about.</param>
/// <param name="Synthetic">Whether it was made up for demonstration.</param>
public sealed record CptsSubject(string Name, bool Synthetic);

/// <summary>What entries and events are about: names, and whether it was made up. Nothing here knows who asks: scope is the caller's business.</summary>
public interface ISubjects
{
    /// <summary>The CPTS of these ids; one that is not there is absent.</summary>
    Task<IReadOnlyDictionary<Guid, CptsSubject>> CptsAsync(IEnumerable<Guid> ids, CancellationToken cancellation);

    /// <summary>Whether anything in one of these streams was made up: a CPTS, a notification of an envelope, a cell of a tariff.</summary>
    Task<bool> AreSyntheticAsync(IEnumerable<string> streams, CancellationToken cancellation);

    /// <summary>Whether any CPTS of the record was made up.</summary>
    Task<bool> AnySyntheticAsync(CancellationToken cancellation);
}
