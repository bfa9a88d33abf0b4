using Funding.Benchmarks.Histories;
using Funding.Benchmarks.Running;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Host.Reference;

namespace Funding.Benchmarks.Measuring;

/// <summary>Officers at work, each on CPTS that no other one works on.</summary>
internal sealed class Officers(BenchEngine engine, IReadOnlyList<ReadyCpts> cpts, int clients)
{
    private static readonly IReadOnlyList<(string Region, string Department, Sequence<string> Communes)> Places = ReadyCpts.Places(ReferenceData.Current);
    private readonly PersonId[] people = [.. Enumerable.Range(0, clients).Select(_ => new PersonId(Guid.CreateVersion7()))];
    private readonly int[] turns = new int[clients];

    public Task AwardAsync(int client)
    {
        var it = Next(client);
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(-12)); // past midnight everywhere
        var award = new AwardFirGrant(null, today.Year, Money.Euros(1_000m), "Temps de coordination", $"CONV-{today.Year}", today, [new(today.AddDays(60), Money.Euros(1_000m))]);
        return engine.PerformAsync(_ => (it.Id, award), Officer(client, it.RegionCode));
    }

    public Task CertifyAsync(int client)
    {
        var it = Next(client);
        return engine.PerformAsync(_ => (it.Id, new Certify(it.Grant, null, 1, Money.Euros(1m))), Officer(client, it.RegionCode));
    }

    /// <summary>On a grant whose first instalment is paid.</summary>
    public Task RecoverAsync(int client)
    {
        var it = Next(client);
        return engine.PerformAsync(sealer => (it.Id, new OrderRecovery(it.Grant, null, Money.Euros(0.01m), sealer.Seal("Versé deux fois.", "reason"))), Officer(client, it.RegionCode));
    }

    public Task RegisterAsync(int client)
    {
        var (region, department, communes) = Places[turns[client]++ % Places.Count];
        var id = Guid.CreateVersion7();
        return engine.PerformAsync(
            sealer => (id, new RegisterCpts(id, $"CPTS {id}", region, department, communes, null, "rural", null, null, sealer.Seal("contact@cpts.example", "contact"), Synthetic: true)),
            Officer(client, region));
    }

    private ReadyCpts Next(int client) => ReadyCpts.Next(cpts, client, turns);

    private Caller Officer(int client, string region) => new(people[client], Role.ArsOfficer, region, [], null);
}
