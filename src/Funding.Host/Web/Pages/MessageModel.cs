namespace Funding.Host.Web.Pages;

/// <summary>A page that says why there is no other.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">Heading.</param>
/// <param name="Text">What happened and what to do.</param>
public sealed record MessageModel(int Status, string Title, string Text);
