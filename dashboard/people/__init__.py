"""Who looks: from what a provider says of somebody to the user and the hats that our database gives them."""
