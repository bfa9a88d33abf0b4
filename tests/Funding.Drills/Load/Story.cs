using System.Globalization;
using System.Text.Json.Nodes;

namespace Funding.Drills.Load;

/// <summary>
/// One caller's work: a dossier from its registration on, with grants that race for an envelope that others draw on too, certifications, payments,
/// refusals, recoveries, and a health project that falls due by itself. What is refused for want of credit ends the money of a dossier, nothing else.
/// </summary>
/// <param name="dice">The caller's own.</param>
/// <param name="clock">Domain time.</param>
/// <param name="staff">Who acts.</param>
/// <param name="sender">Asks.</param>
/// <param name="guards">How requests may be guarded; one is drawn for each.</param>
internal sealed class Story(Random dice, DrillClock clock, Staff staff, Sender sender, IReadOnlyList<Guard> guards)
{
    private const int LargestGrant = 11_000; // two of them stay under the 23 000 € that need a convention

    private readonly Place place = Place.All[dice.Next(Place.All.Count)];

    /// <summary>Lives one dossier to its end, or until told to stop.</summary>
    public async Task TellAsync(Func<bool> isStopping)
    {
        var cpts = NewGuid();
        var today = clock.Today;
        await foreach (var _ in Steps(cpts, today))
        {
            if (isStopping()) return;
            await Task.Delay(dice.Next(5, 60));
        }
    }

    /// <summary>The notification of credit, first or more of it.</summary>
    public static Task NotifyAsync(Sender sender, Staff staff, Random dice, Place place, int year, bool isFirst, int euros, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["regionCode"] = place.Region, ["year"] = year, ["kind"] = isFirst ? "initial" : "complement", ["total"] = euros, ["fungible"] = euros, ["ringFenced"] = 0,
            ["reference"] = isFirst ? "ARR-0" : $"ARR-{NewGuid(dice):N}",
        };
        return sender.PerformAsync(new Act(NewGuid(dice), "/fir-envelopes", body.ToJsonString(), staff.Admin, NewGuid(dice).ToString(), $"fir-envelope-{place.Region}-{year}", "envelope_notified") { IsGuarded = true }, dice, cancellation);
    }

    private async IAsyncEnumerable<Act> Steps(Guid cpts, DateOnly today)
    {
        var at = $"/cpts/{cpts}";
        var officer = staff.Officer(place);
        var registered = await DoAsync(cpts, "/cpts", officer, "cpts_registered", null, new()
        {
            ["id"] = cpts.ToString(), ["name"] = $"CPTS {cpts:N}", ["regionCode"] = place.Region, ["departmentCode"] = place.Department, ["population"] = dice.Next(20_000, 150_000), ["effectiveDate"] = Day(today.AddDays(-100)),
        });
        yield return registered;
        if (registered.Fate != Fate.Done) yield break; // unguarded, and nobody told what came of it: there may be no dossier to act on
        yield return await DoAsync(cpts, $"{at}/letter-of-intent/acceptance", officer, "letter_of_intent_accepted", null, new() { ["effectiveDate"] = Day(today.AddDays(-95)) });

        var paying = new List<(string Commitment, int Certified)>();
        for (var n = dice.Next(1, 3); n > 0; n--)
        {
            if (dice.Next(12) == 0) await NotifyAsync(sender, staff, dice, place, clock.Today.Year, isFirst: false, 50_000, CancellationToken.None);
            var amount = dice.Next(100, LargestGrant);
            var grant = await DoAsync(cpts, $"{at}/fir-grants", officer, "fir_grant_awarded", ("Committed", amount), new()
            {
                ["id"] = $"g{n}", ["budgetYear"] = clock.Today.Year, ["amount"] = amount, ["purpose"] = "Ingénierie de projet", ["instalments"] = new JsonArray(new JsonObject { ["dueOn"] = Day(today.AddDays(40)), ["amount"] = amount }),
            });
            yield return grant;
            if (grant.Fate != Fate.Done || IdOf(grant) is not { } commitment) continue;
            var certified = amount / 4;
            for (var part = 1; part <= 2; part++)
            {
                var certification = await DoAsync(cpts, $"{at}/commitments/{commitment}/certifications", officer, "service_certified", ("Certified", certified), new() { ["id"] = $"c{n}{part}", ["instalment"] = 1, ["amount"] = certified });
                yield return certification;
                if (certification.Fate != Fate.Done) yield break;
            }

            paying.Add((commitment, 2 * certified));
        }

        // Some are due as soon as they are recorded, some later, and some have their reminder before; where time cannot be moved, some have it today.
        var age = dice.Next(2) == 0 ? dice.Next(52, 66) : clock.IsSimulated || dice.Next(2) == 0 ? dice.Next(40, 48) : today.DayNumber - today.AddDays(14).AddMonths(-2).DayNumber;
        if (dice.Next(10) > 0) yield return await DoAsync(cpts, $"{at}/health-project", officer, "health_project_submitted", null, new() { ["effectiveDate"] = Day(today.AddDays(-age)) });

        foreach (var (commitment, certified) in paying)
        {
            var paid = certified / 2;
            var payment = await DoAsync(cpts, $"{at}/commitments/{commitment}/payments", staff.Accountant(place), "payment_made", ("Paid", paid), new() { ["instalment"] = 1, ["amount"] = paid, ["paymentReference"] = $"VIR-{commitment}" });
            yield return payment;
            if (payment.Fate != Fate.Done) yield break;
            if (dice.Next(3) == 0)
                yield return await DoAsync(cpts, $"{at}/commitments/{commitment}/payment-refusals", staff.Accountant(place), "payment_refused", ("Certified", paid - certified), new() { ["instalment"] = 1, ["reason"] = "RIB illisible" }, needsKey: true);
            if (dice.Next(3) == 0)
                yield return await DoAsync(cpts, $"{at}/commitments/{commitment}/recoveries", officer, "recovery_ordered", ("RecoveryOrdered", paid / 2), new() { ["id"] = $"r-{commitment}", ["amount"] = paid / 2, ["reason"] = "Trop versé" });
        }
    }

    /// <param name="cpts">On which CPTS.</param>
    /// <param name="path">Address.</param>
    /// <param name="token">Who asks.</param>
    /// <param name="type">The event it makes.</param>
    /// <param name="money">Kind of entry and euros.</param>
    /// <param name="body">With the caller's id, which is left out where only a key guards.</param>
    /// <param name="needsKey">Whether nothing but a key makes a retry harmless.</param>
    private async Task<Act> DoAsync(Guid cpts, string path, string token, string type, (string Kind, int Euros)? money, JsonObject body, bool needsKey = false)
    {
        var guard = guards[dice.Next(guards.Count)];
        if (needsKey && guard == Guard.Id) guard = Guard.Key;
        if (guard is Guard.Key or Guard.None or Guard.Careless && type != "cpts_registered") body.Remove("id");
        var act = new Act(
            NewGuid(), path, body.ToJsonString(), token, guard is Guard.Both or Guard.Key ? NewGuid().ToString() : null, $"cpts-{cpts}", type, money is { } moved ? (moved.Kind, moved.Euros * 100L) : null)
        {
            IsGuarded = guard != Guard.None,
        };
        await sender.PerformAsync(act, dice, CancellationToken.None);
        return act;
    }

    /// <summary>The id of what an act created; where the answer says that it was there already, the one that was sent.</summary>
    private static string? IdOf(Act act)
        => act.Created ?? JsonNode.Parse(act.Body)!["id"]?.GetValue<string>();

    private Guid NewGuid() => NewGuid(dice);

    private static Guid NewGuid(Random dice)
    {
        var bytes = new byte[16];
        dice.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
