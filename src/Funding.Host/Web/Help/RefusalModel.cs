namespace Funding.Host.Web.Help;

/// <summary>A refusal to be explained.</summary>
/// <param name="Slug">Name of the problem type.</param>
/// <param name="Meaning">What it means, in French.</param>
public sealed record RefusalModel(string Slug, string Meaning);
