using System.Collections.Concurrent;

namespace Funding.Domain.Tests;

/// <summary>A law proves nothing of what its histories never do: they must make every event and meet every refusal that commands on a CPTS can.</summary>
public class ReachTests
{
    private static readonly string[] Unreached =
    [
        "validation", "not-found", "forbidden", // what is malformed, unknown or not permitted is the matter of MalformedLaws and PermissionTests
        "beneficiary-incomplete", // a setting, off by default
        "ring-fenced", // envelopes are not drawn on here by hand
    ];

    private const string OrderedByARule = "a recovery ordered by a rule";

    private const string Fallen = "certifications that fell with their line";

    [Fact]
    public void The_generated_histories_make_every_event_and_meet_every_refusal()
    {
        var events = new ConcurrentDictionary<string, int>();
        var slugs = new ConcurrentDictionary<string, int>();
        Law.AtTheEnd(world =>
        {
            foreach (var name in world.Histories.SelectMany(history => history).SelectMany(recorded => NamesOf(recorded.Event))) events.AddOrUpdate(name, 1, (_, count) => count + 1);
            foreach (var refused in world.Turns.Select(turn => turn.Decision).OfType<Refused>()) slugs.AddOrUpdate(refused.Rejection.Slug, 1, (_, count) => count + 1);
        });

        var allEvents = typeof(CptsEvent).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(CptsEvent))).Select(type => type.Name).Concat([OrderedByARule, Fallen]);
        allEvents.Except(events.Keys).Except(["LetterOfIntentRefused", "ProfileChanged", "IdentifiersChanged", "ContactChanged"]).ShouldBeEmpty(Told(events));
        var allSlugs = typeof(Rejection).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(Rejection))).Select(SlugOf);
        allSlugs.Except(slugs.Keys).Except(Unreached).ShouldBeEmpty(Told(slugs));
    }

    private static IEnumerable<string> NamesOf(CptsEvent happened)
        => happened switch { RecoveryOrdered { Rule: not null } => [nameof(RecoveryOrdered), OrderedByARule], AciLineRecalculated { Fallen.Count: > 0 } => [nameof(AciLineRecalculated), Fallen], _ => [happened.GetType().Name] };

    private static string SlugOf(Type type)
        => ((Rejection)type.GetConstructors().Single(constructor => constructor.IsPublic).Invoke([.. type.GetConstructors().Single(constructor => constructor.IsPublic).GetParameters()
            .Select(parameter => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)])).Slug;

    private static string Told(ConcurrentDictionary<string, int> counts) => string.Join(", ", counts.OrderBy(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"));
}
