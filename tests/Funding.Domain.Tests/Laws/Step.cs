using FsCheck;
using FsCheck.Fluent;

namespace Funding.Domain.Tests;

/// <summary>
/// One step of a generated history: numbers that the world reads as a command that makes sense most of the time, since they pick
/// among the commitments, instalments and sums that exist then.
/// </summary>
/// <param name="Kind">Which act.</param>
/// <param name="Cpts">Which of the two CPTS.</param>
/// <param name="Actor">Who.</param>
/// <param name="Days">How many days pass first.</param>
/// <param name="Back">How many days before today it is dated; null leaves the date out.</param>
/// <param name="Pick">Which commitment, instalment, recovery or event.</param>
/// <param name="Size">How large a sum.</param>
internal sealed record Step(int Kind, int Cpts, int Actor, int Days, int? Back, int Pick, int Size)
{
    private static Gen<int> Passing => Gen.Frequency((60, Gen.Constant(0)), (40, Gen.Choose(1, 12)), (8, Gen.Choose(25, 75)), (2, Gen.Choose(150, 400)), (1, Gen.Elements(700, 1_500)));

    private static Gen<int?> Lateness => Gen.Frequency((12, Gen.Constant((int?)null)), (8, Gen.Choose(0, 40).Select(days => (int?)days)), (2, Gen.Choose(41, 1_600).Select(days => (int?)days)));

    private static Gen<Step> Any =>
        from kind in Gen.Choose(0, 78)
        from cpts in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Constant(1)))
        from actor in Gen.Choose(0, 9)
        from days in Passing
        from back in Lateness
        from pick in Gen.Choose(0, 59)
        from size in Gen.Choose(0, 3_000_000)
        select new Step(kind, cpts, actor, days, back, pick, size);

    /// <summary>Histories of 20 to 240 steps; a failing one is cut down to the steps that matter.</summary>
    public static Arbitrary<Step[]> Histories => Arb.From(from length in Gen.Choose(20, 240) from steps in Any.ArrayOf(length) select steps, Shorter);

    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        for (var size = steps.Length / 2; size >= 1; size /= 2)
        {
            for (var from = 0; from + size <= steps.Length; from += size) yield return [.. steps[..from], .. steps[(from + size)..]];
        }
    }
}
