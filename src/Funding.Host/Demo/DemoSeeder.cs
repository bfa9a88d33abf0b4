using Funding.Domain;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Host.Reference;

namespace Funding.Host.Demo;

/// <summary>Loads the made-up history into an empty log, once.</summary>
public sealed class DemoSeeder(IHistoryLoader loader, IPeople people, ReferenceData reference, ISealer sealer)
{
    /// <summary>Names the people, then loads the history, all or nothing; a log that holds anything is left as it is.</summary>
    /// <param name="options">What to make up.</param>
    /// <param name="progress">Told how many events are stored so far, or null.</param>
    /// <param name="cancellation">Stops and leaves nothing.</param>
    /// <returns>Whether it loaded.</returns>
    public async Task<bool> SeedAsync(DemoOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        if (!await loader.IsEmptyAsync(cancellation)) return false;
        var ids = new Dictionary<string, PersonId>(StringComparer.Ordinal);
        foreach (var person in SyntheticHistory.People(options, reference))
            ids[person.Subject] = await people.IdentifyAsync(Cast.Issuer, person.Subject, person.Name, cancellation);
        await loader.LoadAsync(SyntheticHistory.Generate(options, reference, sealer, ids), progress, cancellation);
        return true;
    }
}
