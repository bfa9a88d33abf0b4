using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Funding.Domain.Tests;

/// <summary>
/// Checks a law on generated histories. Each run plays the same ones; FUNDING_LAWS_SEED (a number) plays others and
/// FUNDING_LAWS_TESTS says how many. A failure says the seed with which it comes back, and the shortest history found.
/// </summary>
internal static class Law
{
    public static void Holds<T>(Arbitrary<T> any, Action<T> law)
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("FUNDING_LAWS_SEED"), CultureInfo.InvariantCulture, out var chosen) ? chosen : 20_260_101;
        var tests = int.TryParse(Environment.GetEnvironmentVariable("FUNDING_LAWS_TESTS"), CultureInfo.InvariantCulture, out var many) ? many : 100;
        try
        {
            Check.One(Config.QuickThrowOnFailure.WithReplay(seed, 1).WithMaxTest(tests), Prop.ForAll(any, law));
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"FUNDING_LAWS_SEED={seed} FUNDING_LAWS_TESTS={tests}: {failure.Message}", failure);
        }
    }

    /// <summary>After every act of a history.</summary>
    public static void AfterEveryAct(Action<World, Turn> law) => Holds(Step.Histories, steps => World.Play(steps, law));

    /// <summary>At the end of a history.</summary>
    public static void AtTheEnd(Action<World> law) => Holds(Step.Histories, steps => law(World.Play(steps)));
}
