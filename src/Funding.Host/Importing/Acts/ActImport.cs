using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Engine.Acting;
using Funding.Host.Api.Acts;
using Funding.Host.Api.Problems;
using Funding.Host.Security;

namespace Funding.Host.Importing.Acts;

/// <summary>
/// Performs the acts of a file one after the other, each judged like an act recorded late: stored whole or refused whole, and those
/// after a refused one tried all the same. One import per instance.
/// </summary>
internal sealed class ActImport(IServiceScopeFactory scopes, IPeople people, IReferenceData reference)
{
    private readonly Dictionary<string, int> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<CallerClaims, Caller> callers = [];
    private readonly List<BadRow> bad = [];

    /// <summary>Imports a file. What was stored stays when it is broken off: the same file goes on from there.</summary>
    public async Task<ActImportReport> RunAsync(ReadOnlyMemory<byte> file, IProgress<int>? progress, CancellationToken cancellation)
    {
        var correlation = Guid.CreateVersion7();
        var (rows, stored, unchanged) = (0, 0, 0);
        foreach (var (number, bytes) in ActFile.LinesOf(file))
        {
            cancellation.ThrowIfCancellationRequested();
            switch (await PerformAsync(number, bytes, correlation, cancellation))
            {
                case ActDone { IsReplay: false, Answer.Events.Count: > 0 }:
                    stored++;
                    break;
                case ActDone:
                    unchanged++;
                    break;
                case ActRefused refused:
                    bad.AddRange(Reasons.Of(refused.Rejection).Select(reason => new BadRow(number, reason, refused.Rejection.Slug)));
                    break;
            }

            rows++;
            progress?.Report(rows);
        }

        if (rows == 0) bad.Add(new BadRow(1, "Le fichier est vide."));
        return new ActImportReport(rows, stored, unchanged, correlation, bad);
    }

    /// <summary>What came of a line; null when it was no act, and told.</summary>
    private async Task<ActOutcome?> PerformAsync(int number, ReadOnlyMemory<byte> bytes, Guid correlation, CancellationToken cancellation)
    {
        var (line, faults) = ActLineReader.Read(bytes, reference);
        if (line is null) return Bad(number, faults);
        if (!keys.TryAdd(line.Key, number)) return Bad(number, [new Fault("/key", $"Cette clé est déjà celle de la ligne {keys[line.Key]}.")]);
        var (caller, fault) = await CallerOfAsync(line.Actor, cancellation);
        if (caller is null) return Bad(number, [fault!]);

        await using var scope = scopes.CreateAsyncScope(); // as a request has: the sealer keeps the keys of one act
        var services = scope.ServiceProvider;
        var request = ActRequest.At(line.Path, line.Body, caller, services.GetRequiredService<ISealer>());
        var header = new ActHeader { Caller = caller, Faults = line.Faults, Idempotency = line.Idempotency, CorrelationId = correlation, IsOfThePast = true };
        return await line.Route.PerformAsync(services.GetRequiredService<IActs>(), request, header, cancellation);
    }

    private async Task<(Caller? Caller, Fault? Fault)> CallerOfAsync(CallerClaims actor, CancellationToken cancellation)
    {
        if (callers.TryGetValue(actor, out var known)) return (known, null);
        if (await people.OtherSpellingAsync(actor.Issuer, actor.Subject, cancellation) is { } other)
            return (null, new Fault("/actor/user", $"« {actor.Subject} » est connu comme « {other} » : une personne écrite de deux façons échapperait à la séparation des tâches."));
        return (callers[actor] = actor.Of(await people.IdentifyAsync(actor.Issuer, actor.Subject, actor.Name, cancellation)), null);
    }

    private ActOutcome? Bad(int number, IEnumerable<Fault> faults)
    {
        bad.AddRange(faults.Select(fault => new BadRow(number, Reasons.Of(fault), HttpProblems.Malformed().Slug)));
        return null;
    }
}
