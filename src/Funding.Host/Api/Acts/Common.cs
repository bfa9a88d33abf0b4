using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>The members that every act takes.</summary>
internal static class Common
{
    public static readonly DateField EffectiveDate = new("effectiveDate", "Date of the act, a legal day of the region; today when absent, never in the future.") { Example = "2024-02-01" };
    public static readonly TextField Reference = new("reference", "Number of the decision or contract.", 100) { Example = "DEC-2024-017" };
    public static readonly TextField RequiredReference = new("reference", "Number of the decision; it is the key of the act.", 100) { Example = "DEC-2024-017", IsRequired = true };
    public static readonly TextField Comment = new("comment", "A free comment, kept sealed.", 2000) { SealedAs = "comment" };
    public static readonly TextField Reason = new("reason", "Why, kept sealed.", 2000) { SealedAs = "reason", IsRequired = true, Example = "Erreur de saisie" };

    /// <summary>The fields of an act with the common ones.</summary>
    public static IReadOnlyList<Field> With(params ReadOnlySpan<Field> fields) => [.. fields, EffectiveDate, Reference, Comment];

    /// <summary>The same, where the reference is the key and therefore required.</summary>
    public static IReadOnlyList<Field> WithKey(params ReadOnlySpan<Field> fields) => [.. fields, EffectiveDate, RequiredReference, Comment];
}
